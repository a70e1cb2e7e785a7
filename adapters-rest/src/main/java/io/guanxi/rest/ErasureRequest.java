package io.guanxi.rest;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * That a person is to be erased.
 *
 * @param reason such as the number of the person's request; kept for ever, so it must not name the person
 */
record ErasureRequest(@NotBlank @Size(max = 200) String reason) {}
